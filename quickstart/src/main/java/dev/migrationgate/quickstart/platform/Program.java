package dev.migrationgate.quickstart.platform;

/** A part in a process of its own that may be killed, frozen and started again. For one thread at a time. */
public interface Program {
    /** As it was named. */
    String name();

    /** Starts it, unless it runs; returns before it answers. Goes on with its data, where it always listened. */
    void start();

    /** Whether a process is there, frozen or not. */
    boolean isAlive();

    /** Ends it as {@code kill -9} does, if it runs, and waits until it is gone. */
    void kill() throws InterruptedException;

    /** Stops it where it is, as {@code kill -STOP} does. */
    void freeze() throws InterruptedException;

    /** Lets a frozen one go on, as {@code kill -CONT} does. */
    void resume() throws InterruptedException;
}
