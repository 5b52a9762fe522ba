"""The edges: everything that talks to AWS, to the network or to the clock."""

import gc

# Every function loads this first. What it then loads, some 80,000 objects, stays: to search them
# for garbage over and over, at every 2,000, was a tenth of the cold start of `submit`.
gc.set_threshold(100_000)
