"""The edges: everything that talks to AWS, to the network or to the clock."""
