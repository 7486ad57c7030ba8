package dev.rollcall.identity.mirror;

import java.util.List;

/** The smallest facts there can be. */
record Note(String text) implements Facts<Note> {

    @Override
    public long hash() {
        return FactsHash.of(text);
    }

    @Override
    public List<String> changedFields(Note before) {
        return new ChangedFields().compare("text", before.text, text).names();
    }
}
