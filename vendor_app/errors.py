"""The errors a vendor can understand. Everything else that is raised is a bug."""


class VendorError(Exception):
    """Something the vendor can mend: a sentence, and what to do about it.

    Both texts are translated already. The window and the command line show them as they are, without a traceback.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()
