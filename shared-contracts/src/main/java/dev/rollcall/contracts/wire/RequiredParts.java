package dev.rollcall.contracts.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything that a record does not declare {@code @Nullable} is there, at any depth: the
 * mapper leaves null where a body says null or nothing. Thread safe.
 */
final class RequiredParts {

    private record Part(Method accessor, boolean required) {

        static Part of(RecordComponent component) {
            component.getAccessor().setAccessible(true);
            return new Part(
                    component.getAccessor(),
                    !component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }
    }

    private static final ClassValue<List<Part>> PARTS =
            new ClassValue<>() {
                @Override
                protected List<Part> computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents()).map(Part::of).toList();
                }
            };

    private RequiredParts() {}

    static boolean arePresentIn(Object value) {
        return switch (value) {
            case Record whole ->
                    PARTS.get(whole.getClass()).stream().allMatch(part -> isPresent(part, whole));
            case Collection<?> all -> all.stream().allMatch(RequiredParts::arePresentIn);
            case Map<?, ?> entries ->
                    entries.values().stream().allMatch(RequiredParts::arePresentIn);
            default -> true;
        };
    }

    private static boolean isPresent(Part part, Record whole) {
        @Nullable Object value = read(part.accessor(), whole);
        return value == null ? !part.required() : arePresentIn(value);
    }

    private static @Nullable Object read(Method accessor, Record whole) {
        try {
            return accessor.invoke(whole);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("an accessor of a record only reads", impossible);
        }
    }
}
