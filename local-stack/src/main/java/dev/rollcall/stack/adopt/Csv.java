package dev.rollcall.stack.adopt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Comma-separated values after RFC 4180: a header of known names in any order, quoted fields with
 * doubled quotes and line breaks. Pure.
 *
 * @param rows each with the line it begins on; an empty field is absent
 * @param faults what makes the text no table of these columns
 */
record Csv(List<Row> rows, List<Fault> faults) {

    record Row(int line, Map<String, String> fields) {

        String get(String column) {
            return fields.getOrDefault(column, "");
        }

        @Override
        public String toString() {
            return "Row[" + line + ']';
        }
    }

    /** A line and why it cannot be used; never what stands there. */
    record Fault(int line, String reason) {}

    /** A record as it stands, with the line it begins on. */
    record Line(int line, List<String> fields) {

        @Override
        public String toString() {
            return "Line[" + line + ']';
        }
    }

    static Csv parse(String text, Set<String> columns, Set<String> required) {
        List<Fault> faults = new ArrayList<>();
        List<Line> records = records(text, faults);
        if (records.isEmpty() || !faults.isEmpty()) {
            if (faults.isEmpty()) {
                faults.add(new Fault(1, "no header"));
            }
            return new Csv(List.of(), faults);
        }
        List<String> header = records.getFirst().fields().stream().map(String::strip).toList();
        return of(header, records.subList(1, records.size()), columns, required);
    }

    /** A table of which header and records are known. */
    static Csv of(
            List<String> header, List<Line> records, Set<String> columns, Set<String> required) {
        List<Fault> faults = new ArrayList<>();
        boolean known = columns.containsAll(header) && header.containsAll(required);
        if (!known || new HashSet<>(header).size() != header.size()) {
            faults.add(new Fault(1, "the columns are " + String.join(", ", columns)));
            return new Csv(List.of(), faults);
        }
        List<Row> rows = new ArrayList<>();
        for (Line record : records) {
            if (record.fields().size() != header.size()) {
                faults.add(new Fault(record.line(), "wrong number of fields"));
                continue;
            }
            Map<String, String> fields = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                fields.put(header.get(i), record.fields().get(i));
            }
            rows.add(new Row(record.line(), Map.copyOf(fields)));
        }
        return new Csv(List.copyOf(rows), List.copyOf(faults));
    }

    private static List<Line> records(String text, List<Fault> faults) {
        List<Line> records = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int begin = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line += c == '\n' ? 1 : 0;
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else if (c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                add(records, begin, fields, field);
                begin = line;
            } else if (c != '\r') {
                field.append(c);
            }
        }
        if (quoted) {
            faults.add(new Fault(begin, "a quote is not closed"));
        }
        add(records, begin, fields, field);
        return records;
    }

    private static void add(
            List<Line> records, int line, List<String> fields, StringBuilder field) {
        if (!fields.isEmpty() || !field.isEmpty()) {
            fields.add(field.toString());
            records.add(new Line(line, List.copyOf(fields)));
        }
        fields.clear();
        field.setLength(0);
    }
}
