package dev.rollcall.contracts.door;

/** What the doors of all connections share. Thread-safe. */
public record Doors(Doorkeeper keeper, ShortWay way) {

    /** For one connection. */
    Door open() {
        return new Door(keeper, way);
    }
}
