"""The groups in which everything is computed: the subgroup of order q of the numbers modulo p."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from unionhall.instruments.ballot.belenios import numbers, powers
from unionhall.instruments.ballot.belenios.errors import Invalid, Unreadable
from unionhall.instruments.ballot.belenios.powers import Powers

P_BELENIOS = (
    "20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129"
    "06663313807895840496005438963628979639303877390572280360597374942767137677761889858987273586504908116709"
    "93105358677809800307904916540637771737641986785272734744763418356000356983051931442845617019110007867373"
    "07333564123971732897913240474578834468260652327974647951137672658693582180046317922073668860052627186363"
    "38608879688212076943236614949100292344434637322214588410058642105024212036543356120132048111885240873107"
    "7014151666200162313177169372189248078507711827842317498073276598828825169183103125680162072880719"
)
Q_BELENIOS = "78571733251071885079927659812671450121821421258408794611510081919805623223441"
G_BELENIOS = (
    "24023526775018522092276877035323999327122876573783649165100753187876632741463532193202856761552696787996"
    "94668298749389095083896573425601900601068477164491735474137283104610458681314511781646755400527402889846"
    "13986453266121505579709716201616827031288643245666383486363578210615491841998253431518974065818686865115"
    "13585764101388822153960160432288436039309893336627728484065931384060102316750957637779826651036068224066"
    "35076697764025346253773085133173495194248967754052573659049492477631475991575198775177711481490920456600"
    "205478127054728238140972518639858334115700568353695553423781475582491896050296680037745308460627"
)
# RFC 3526, section 3, the group of 2048 bits.
P_RFC = str(
    int(
        "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
        "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
        "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
        "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
        "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
        "15728E5A8AACAA68FFFFFFFFFFFFFFFF",
        16,
    )
)


@dataclass(frozen=True)
class Group:
    """One group: `p` and `q` as decimals for comparing texts, `modulus` and `order` for computing."""

    name: str
    p: str
    q: str
    g: str

    @cached_property
    def modulus(self) -> int:
        return numbers.whole(self.p)

    @cached_property
    def order(self) -> int:
        return numbers.whole(self.q)

    @cached_property
    def exp(self) -> Powers:
        """Powers of the generator."""
        return self.powers(numbers.whole(self.g))

    def powers(self, base: int) -> Powers:
        """A table for a base that is raised often; 40 ms of work and 7 MB."""
        return Powers(base, self.modulus, self.order.bit_length())

    def power(self, base: int, exponent: int) -> int:
        return numbers.power(base, exponent, self.modulus)

    def several(self, base: int, exponents: Sequence[int]) -> list[int]:
        """One base raised to each of the exponents, from 0 to q - 1."""
        return powers.of_one(base, exponents, self.modulus)

    def inverse(self, element: int) -> int:
        return numbers.inverse(element, self.modulus)

    def element(self, text: Any) -> int:
        """The number of a possible element, from 1 to p - 1; it may be outside the subgroup."""
        found = numbers.read(text, self.p)
        if found == 0:
            raise Invalid("range", "zero stands where an element of the group should")
        return found

    def exponent(self, text: Any) -> int:
        """The number of an exponent, from 0 to q - 1."""
        return numbers.read(text, self.q)

    def has(self, element: int) -> bool:
        """Whether the element is in the subgroup of order q (specification 2.0, "Finite field")."""
        return bool(0 < element < self.modulus and self.power(element, self.order) == 1)

    def member(self, text: Any, what: str) -> int:
        """An element that was tested; Invalid `subgroup` names `what`."""
        found = self.element(text)
        if not self.has(found):
            raise Invalid("subgroup", f"{what} is outside the group")
        return found


BELENIOS = Group("BELENIOS-2048", P_BELENIOS, Q_BELENIOS, G_BELENIOS)
RFC = Group("RFC-3526-2048", P_RFC, str((int(P_RFC) - 1) // 2), "2")
_BY_NAME: dict[str, Group] = {group.name: group for group in (BELENIOS, RFC)}


def named(name: Any) -> Group:
    """The group of that name; Unreadable for one that this package does not know."""
    if isinstance(name, str) and name in _BY_NAME:
        return _BY_NAME[name]
    raise Unreadable("the election is in a group that is not supported")
