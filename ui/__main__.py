"""``python -m ui``, and what PyInstaller starts."""

from multiprocessing import freeze_support

from ui.app import main

if __name__ == "__main__":
    freeze_support()  # the frozen program is also the process that makes clips
    main()
