"""``python -m vendor_app.cli``, and what PyInstaller starts."""

from vendor_app.cli import main

if __name__ == "__main__":
    main()
