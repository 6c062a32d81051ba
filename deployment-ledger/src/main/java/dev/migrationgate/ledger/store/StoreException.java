package dev.migrationgate.ledger.store;

/** The store on the disk cannot be read or written. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * With what RocksDB said.
     *
     * @param message what was tried, on what
     * @param cause what came of it
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
