"""The gate: every request passes it before anything of ours runs, and every answer on its way out."""

from pointeuse.collector.gate.checks import BODY_LIMIT
from pointeuse.collector.gate.middleware import check_policies, gate, secure
from pointeuse.collector.gate.policies import Policy, policy

__all__ = ["BODY_LIMIT", "Policy", "check_policies", "gate", "policy", "secure"]
