"""``python -m ui``, and what PyInstaller starts."""

from ui.app import main

if __name__ == "__main__":
    main()
