"""``python -m vendor_app.cli``, and what PyInstaller starts."""

from multiprocessing import freeze_support

from vendor_app.cli import main

if __name__ == "__main__":
    freeze_support()  # the frozen program is also the process that makes clips
    main()
