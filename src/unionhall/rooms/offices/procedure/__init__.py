"""The procedures of offices: granting one, and ending one; two persons for each, and nobody for oneself."""

from unionhall.rooms.offices.procedure import ending as ending
from unionhall.rooms.offices.procedure import granting as granting
