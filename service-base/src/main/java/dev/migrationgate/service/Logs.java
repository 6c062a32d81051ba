package dev.migrationgate.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.Console;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up logs: one JSON object a line, or readable lines where standard output is a terminal. {@code LOG_FORMAT} ({@code json}
 * or {@code text}) and {@code LOG_LEVEL} decide otherwise.
 */
public final class Logs {
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %-24.24logger{0} %msg %kvp%n%ex";
    /** Libraries that tell at INFO what only their own developers need. */
    private static final Map<String, Level> QUIET = Map.of(
            "org.apache.kafka", Level.WARN,
            "kafka", Level.WARN,
            "state.change.logger", Level.WARN,
            "io.netty", Level.WARN,
            "org.apache.flink", Level.WARN);

    private Logs() {}

    /** Logs to standard output from now on. */
    public static void configure(Map<String, String> environment) {
        boolean terminal = onTerminal();
        String format = environment.getOrDefault("LOG_FORMAT", terminal ? "text" : "json");
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        install(console, format, environment.getOrDefault("LOG_LEVEL", "INFO"));
    }

    /** Logs to the end of a file from now on, as JSON, and nothing to standard output. */
    public static void toFile(Path file) {
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setFile(file.toString());
        appender.setAppend(true);
        install(appender, "json", "INFO");
    }

    /** Whether standard output reaches a person. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where there is no terminal.
    public static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static void install(OutputStreamAppender<ILoggingEvent> appender, String format, String level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        appender.setContext(context);
        appender.setEncoder(encoder(context, format));
        appender.start();
        root(context, appender, level);
        QUIET.forEach((name, quiet) -> context.getLogger(name).setLevel(quiet));
    }

    private static void root(LoggerContext context, Appender<ILoggingEvent> appender, String level) {
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level, Level.INFO));
        root.addAppender(appender);
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, String format) {
        EncoderBase<ILoggingEvent> encoder;
        if ("text".equals(format)) {
            PatternLayoutEncoder lines = new PatternLayoutEncoder();
            lines.setPattern(PATTERN);
            encoder = lines;
        } else {
            JsonEncoder json = new JsonEncoder();
            json.setWithArguments(false);
            json.setWithContext(false);
            json.setWithSequenceNumber(false);
            encoder = json;
        }
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
