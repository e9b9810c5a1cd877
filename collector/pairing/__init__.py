"""How one browser profile earns its key: a ticket, redeemed once, against a key that is told once."""

from .challenges import Challenges
from .clients import Clients
from .origins import trusted_origin
from .tickets import Redemption, Tickets, TicketUsedTwice

__all__ = ["Challenges", "Clients", "Redemption", "TicketUsedTwice", "Tickets", "trusted_origin"]
