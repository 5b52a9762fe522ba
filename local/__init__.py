"""The same stack on one machine: MiniStack instead of AWS, one port instead of a domain."""
