"""What the program must reach, side by side with other ways of doing the same, in one run: ``python3 dev.py bench``."""
