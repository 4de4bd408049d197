/** Bugs of docs/reference/bugs.md (part C) that are no defects: numbers on Launchpad, or what the reference calls them, by the reason. */
const bugsByReason: Readonly<Record<string, string>> = {
  'needs a resize that fails on one of its hosts, of which no scenario speaks':
    '1836369 1821594 1825537 1749215 1712850 1781100 1811235 leaking_migration_allocations_in_placement',
  'open: needs a host that resizes its servers itself, which is switched off': '1790204',
  'needs a server without allocations, which no scenario has': '1741307',
  'needs a live migration of a kind of which no scenario speaks':
    '1712045 1712008 1712411 1949808 1960412 1628606 2143972 2044235',
  'needs an evacuation that fails or is hindered in a way of which no scenario speaks':
    '1724172 1687479 1764883 2085975 1978983 1823370 1735407 1702454 1669054 1815153 1890244 1718455',
  'needs a rebuild, which the embedded cloud does not play': '1732976',
  'needs the end of a soft delete, or of a guest that was left, of a server with volumes, of which no scenario speaks':
    '1733736 1734025',
  'needs the removal of a compute service in a way of which no scenario speaks':
    '1817833 1872385 2085135 1764556 1778305 1661014 1661258',
  'needs ironic, whose hosts have several nodes or none; each host here has one':
    '1811726 1860312 1853009 1841481 1974070',
  'needs several cells, or one that is away; there is one cell here': '03364f849d 2499f61609',
  'needs the quota to be counted once more while the server is built, which the embedded cloud does not play':
    '1806064',
  'needs a quota that is counted from mappings or from Placement; here it is counted in the database':
    '1784074 2003991',
  'is about a tool of operators that the embedded cloud does not play': '1776743 1793569 1868531 1868997 1819923',
  'shows on the storage behind Cinder alone': '1609984',
  'needs a guest that the hypervisor has and Nova does not; there is no hypervisor here': '1756507',
  'spoils the own count of a host, which no API shows any more, and Placement does not count by it':
    '1879878 1896463 1849165 1953359 2025480 1818914 1944759',
  'shows in a log alone': '598e247437 1789998 1838541 1767553 1719714 1842081 1652155 1693899 1830081',
  'shows in the log of a service that cannot reach Placement; what a delete makes of it is fault-unreachable-stops-delete':
    '1697825 1705141 1767139',
  'open, and shows for a moment alone: no seam holds a server between its guest and its last state': '1848666',
  'the ports of a build that failed are cleared away before anybody can delete the server; the volumes are bug-1404867':
    '1408527',
  'needs deleted servers that are listed page by page; what the list shows is fault-deleted-servers-forgotten':
    '1548980 1849409 1825034',
  'shows at microversion 2.96 and later, which no scenario asks for': '2095364',
  'loses volumes while a server moves, is built elsewhere or has one swapped; what ends with a delete is bug-2048837':
    '1784353 1899649 1889108 1899835 1747693 1737599 1937084 1895696 1908075',
  'needs a port that is made and then changed; the embedded cloud makes it in one request': '2134375',
  'needs an attachment without an id, which only an old record has': '2160224',
  'the refusal of Cinder is only logged, so that it shows in no delete': '1978444',
  'is about writing allocations, which a delete does not do: no scenario speaks of it':
    '1778743 1719933 1782340 5ac4c70b',
  'needs ports with a guaranteed bandwidth, which the embedded cloud does not play': 'min-bandwidth-workaround',
  'is the same mistake as bug-1805164': '1700359',
  'is the same mistake as bug-1778576': '1779725',
  'is cleared away by the delete itself, which waits for the build to end on its host': '1831771',
};

/** A bug that is no defect, and why. */
export interface LeftOut {
  readonly bug: string;
  readonly why: string;
}

/** All of them: each bug of the reference is a defect or stands here. */
export const leftOutBugs: readonly LeftOut[] = Object.entries(bugsByReason).flatMap(([why, bugs]) =>
  bugs.split(' ').map((bug) => ({ bug, why })),
);
