package dev.rollcall.acceptance.crash;

import java.util.List;

/** A finished run: what the checks judge. */
record Run(List<Operation> operations, List<Fault> faults, Stored stored) {

    Run {
        operations = List.copyOf(operations);
        faults = List.copyOf(faults);
    }

    List<Operation> ok(Act act) {
        return operations.stream().filter(each -> each.act() == act && each.isOk()).toList();
    }

    boolean isTouched(Operation operation) {
        return faults.stream().anyMatch(fault -> fault.touches(operation));
    }
}
