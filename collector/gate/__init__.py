"""The gate: every request passes it before anything of ours runs, and every answer on its way out."""

from .middleware import check_policies, gate, secure
from .policies import Policy, policy

__all__ = ["Policy", "check_policies", "gate", "policy", "secure"]
