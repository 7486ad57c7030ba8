package dev.rollcall.stack.schema;

/** What to do about a schema that differs. */
public enum SchemaAct {
    VERIFY,
    REPAIR,
    /** Prints what a repair would run, for an SQL editor. */
    PRINT
}
