package io.spinlane.agent.engine;

import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.balance.FragmentTable;
import io.spinlane.agent.balance.LocalPorts;
import io.spinlane.agent.balance.SourceRates;
import io.spinlane.agent.balance.SynCookies;
import io.spinlane.agent.switching.NeighbourTable;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What all cores of a data plane read and write; each table says how. */
record SharedTables(
    ConnectionTable connections,
    BackendChooser.Shared choices,
    LocalPorts localPorts,
    NeighbourTable neighbours,
    SourceRates rates,
    FragmentTable fragments,
    SynCookies cookies,
    AtomicIntegerArray overflows) {}
