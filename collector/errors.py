"""Every error that Pointeuse raises on purpose.

PointeuseError            status, code and one sentence with the next step
├── Malformed        400  the body is not what the route reads
├── Unauthorised     401  no valid signature, or no session
├── Forbidden        403  a principal that may not do this
├── NotFound         404
├── Conflict         409  a ticket that somebody else has used
├── TooLarge         413
├── WrongMediaType   415
├── Misdirected      421  a Host that is not ours
├── Busy             503  full queue or locked file; nothing was stored
├── StorageFailed    503  the disk answered with an error; nothing was stored
├── StorageFull      507  no space left; nothing was stored
└── StartupError          the program cannot start; printed, exit status 1
    ├── PortTaken, AlreadyRunning, DatabaseTooNew, DatabaseDamaged, CatalogueError, ParameterError
"""


class PointeuseError(Exception):
    """An error with an HTTP `status`, a stable `code`, and a message that says what to do next."""

    status = 500
    code = "internal"

    def __init__(self, message: str, code: str | None = None, status: int | None = None):
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.status = status or self.status


class Malformed(PointeuseError):
    status, code = 400, "malformed"


class Unauthorised(PointeuseError):
    status, code = 401, "unauthorised"


class Forbidden(PointeuseError):
    status, code = 403, "forbidden"


class NotFound(PointeuseError):
    status, code = 404, "not-found"


class Conflict(PointeuseError):
    status, code = 409, "conflict"


class TooLarge(PointeuseError):
    status, code = 413, "too-large"


class WrongMediaType(PointeuseError):
    status, code = 415, "media-type"


class Misdirected(PointeuseError):
    status, code = 421, "host"


class Busy(PointeuseError):
    status, code = 503, "busy"


class StorageFailed(PointeuseError):
    status, code = 503, "io"


class StorageFull(PointeuseError):
    status, code = 507, "full"


class StartupError(PointeuseError):
    code = "startup"


class PortTaken(StartupError):
    code = "port-taken"


class AlreadyRunning(StartupError):
    code = "already-running"


class DatabaseTooNew(StartupError):
    code = "database-too-new"


class DatabaseDamaged(StartupError):
    code = "database-damaged"


class CatalogueError(StartupError):
    code = "catalogue"


class ParameterError(StartupError):
    code = "parameter"
