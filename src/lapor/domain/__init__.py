"""The rules: pure values and functions, without AWS, clock or environment."""
