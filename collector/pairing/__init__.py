"""How one browser profile earns its key: a ticket, redeemed once, against a key that is told once."""

from pointeuse.collector.pairing.challenges import Challenges
from pointeuse.collector.pairing.clients import Clients
from pointeuse.collector.pairing.origins import trusted_origin
from pointeuse.collector.pairing.tickets import Redemption, Tickets, TicketUsedTwice

__all__ = ["Challenges", "Clients", "Redemption", "TicketUsedTwice", "Tickets", "trusted_origin"]
