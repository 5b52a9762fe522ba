"""The demonstration: realistic reports played through their lives."""
