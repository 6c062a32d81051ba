package dev.migrationgate.host;

/**
 * Values to bytes and back.
 *
 * @param <T> the value
 */
public interface Codec<T> {

    /** The bytes of a value. */
    byte[] encode(T value);

    /**
     * The value in bytes that {@link #encode} of this or an earlier version made.
     *
     * @throws IllegalArgumentException the bytes are no such value
     */
    T decode(byte[] bytes);
}
