"""What Castbook says when it cannot: a code for programs, a sentence and a hint for people.

Every error that a user may see is a CastbookError. `message` is one plain sentence, `hint` says what to do; neither
ever holds a path of the machine, because both travel to browsers. `status` is the HTTP status it answers with.
"""

from __future__ import annotations

from typing import ClassVar


class CastbookError(Exception):
    """Something the user asked for cannot be done, and nothing was lost.

    `code` is a stable snake_case word ("unknown_character"); `message` a sentence; `hint` what to do next.
    """

    status: ClassVar[int] = 400

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def as_json(self) -> dict[str, str]:
        """The `error` object of an HTTP answer: code, message, hint."""
        return {"code": self.code, "message": self.message, "hint": self.hint}


class Invalid(CastbookError):
    """A value has the wrong type, form or range."""

    status = 422


class Forbidden(CastbookError):
    """The request may not come from there, or the folder may not be written."""

    status = 403


class NotFound(CastbookError):
    """No such thing in this library."""

    status = 404


class Conflict(CastbookError):
    """The thing exists, but its state does not allow this."""

    status = 409


class TooLarge(CastbookError):
    """More bytes, pixels or text than Castbook takes."""

    status = 413


class UnsupportedMedia(CastbookError):
    """Not a format or content type that Castbook reads."""

    status = 415


class Unavailable(CastbookError):
    """The library or an engine cannot be reached now; it may work later."""

    status = 503


class StorageFull(CastbookError):
    """The disk is full; nothing was written."""

    status = 507


class Interrupted(CastbookError):
    """An engine went away in the middle of a job: the generation becomes `interrupted`, not `failed`."""

    status = 503


class Cancelled(CastbookError):
    """A job ended because the user cancelled it."""

    status = 409
