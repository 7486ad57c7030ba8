package dev.rollcall.acceptance.crash;

import java.util.ArrayList;
import java.util.List;

/** What the clients did and what was done to the stack, in the order of its ending. Thread-safe. */
final class History {

    private final List<Operation> operations = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    synchronized void add(Operation operation) {
        operations.add(operation);
    }

    synchronized void add(Fault fault) {
        faults.add(fault);
    }

    synchronized List<Operation> operations() {
        return List.copyOf(operations);
    }

    synchronized List<Fault> faults() {
        return List.copyOf(faults);
    }
}
