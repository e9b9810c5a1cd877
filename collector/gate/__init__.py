"""The gate: every request passes it before anything of ours runs, and every answer on its way out."""

from .checks import BODY_LIMIT
from .middleware import check_policies, gate, secure
from .policies import Policy, policy

__all__ = ["BODY_LIMIT", "Policy", "check_policies", "gate", "policy", "secure"]
