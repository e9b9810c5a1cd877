"""The collector: keeps what the extension saw, values it, and shows it, all on one machine."""

# Under a second name its errors would be other classes, which nobody catches.
if __name__ != "pointeuse.collector":
    raise ImportError("Say `pointeuse.collector`: this folder has no other name.")

__version__ = "0.1.0"
