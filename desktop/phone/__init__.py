"""The page that a phone opens on this laptop to send photos, clips and voice notes to the bench.

No Qt here and no library: a small HTTP server over the laptop's own hotspot or cable, open only
while the assessor has the code on the screen. Why plain HTTP, and what that means: ADR 0010.
"""

from desktop.phone.inbox import Inbox, Sent, Target
from desktop.phone.server import PhoneServer
from desktop.phone.visit import LASTS_S, Visit

__all__ = ["LASTS_S", "Inbox", "PhoneServer", "Sent", "Target", "Visit"]
