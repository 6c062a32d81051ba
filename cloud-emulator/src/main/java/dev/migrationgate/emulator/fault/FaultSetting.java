package dev.migrationgate.emulator.fault;

import dev.migrationgate.service.ManagementServer;

/** The admin call that reads how many rules are in force and how many calls they refused, and puts another plan in their place. */
public final class FaultSetting implements ManagementServer.Setting {
    private final RuledFaults faults;

    /** Of these faults. */
    public FaultSetting(RuledFaults faults) {
        this.faults = faults;
    }

    @Override
    public Object get() {
        return new InForce(faults.rules(), faults.refused());
    }

    @Override
    public void put(String body) {
        faults.become(body);
    }

    /**
     * What is answered.
     *
     * @param rules how many are in force
     * @param refused how many calls they refused, or took the answer of
     */
    private record InForce(int rules, int refused) {}
}
