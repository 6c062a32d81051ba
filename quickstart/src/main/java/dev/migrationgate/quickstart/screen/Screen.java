package dev.migrationgate.quickstart.screen;

import dev.migrationgate.service.Logs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes lines, and on a terminal a last line that says what is waited for and for how long. Safe for several threads; close
 * removes the progress line.
 */
public final class Screen implements AutoCloseable {
    /** Carriage return, then erase to the end of the line. */
    private static final String ERASE = "\r\u001b[K";

    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final long FRAME_MILLIS = 120;

    private final PrintStream out;
    private final Style style;
    private final ScheduledExecutorService ticker;
    private String waitingFor = "";
    private long since;
    private int frame;

    /**
     * Writes to a stream.
     *
     * @param out where to
     * @param terminal whether a person's terminal is at the other end: colours and a progress line
     */
    public Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.style = new Style(terminal);
        this.ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("progress").factory());
        if (terminal) {
            var _ = ticker.scheduleAtFixedRate(this::tick, FRAME_MILLIS, FRAME_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Standard output; UTF-8 whatever the locale, since the events' arrows and frames need it. */
    public static Screen standardOutput() {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        return new Screen(out, Logs.onTerminal() && !"dumb".equals(System.getenv("TERM")));
    }

    /** Marks for text on this screen. */
    public Style style() {
        return style;
    }

    /** Writes one line, or several; without the last line's end. */
    public synchronized void line(String text) {
        erase();
        out.println(text);
        draw();
    }

    /** Writes a heading with a free line above it. */
    public void heading(String text) {
        line("");
        line(style.bold(text));
    }

    /** Says from now on what is waited for; shown on a terminal only. */
    public synchronized void waiting(String text) {
        waitingFor = text;
        since = System.nanoTime();
        erase();
        draw();
    }

    /** Nothing is waited for any more. */
    public synchronized void settled() {
        erase();
        waitingFor = "";
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        settled();
    }

    private synchronized void tick() {
        frame = (frame + 1) % FRAMES.length;
        erase();
        draw();
    }

    private void erase() {
        if (style.colours() && !waitingFor.isEmpty()) {
            out.print(ERASE);
        }
    }

    private void draw() {
        if (style.colours() && !waitingFor.isEmpty()) {
            long tenths = Duration.ofNanos(System.nanoTime() - since).toMillis() / 100;
            String elapsed = tenths / 10 + "." + tenths % 10 + " s";
            out.print(style.cyan(FRAMES[frame]) + " " + waitingFor + " " + style.dim(elapsed));
        }
        out.flush();
    }
}
