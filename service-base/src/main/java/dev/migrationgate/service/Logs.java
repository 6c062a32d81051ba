package dev.migrationgate.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.Console;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sets up logs: one JSON object a line, or readable lines where standard output is a terminal. {@code LOG_FORMAT} ({@code json}
 * or {@code text}) and {@code LOG_LEVEL} ({@code TRACE} to {@code ERROR}) decide otherwise.
 */
public final class Logs {
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %-24.24logger{0} %msg %kvp%n%ex";
    /**
     * Libraries that tell at INFO what only their own developers need, and gRPC, which at DEBUG tells the first 64 bytes of every
     * message, those of a secret among them.
     */
    private static final Map<String, Level> QUIET = Map.of(
            "org.apache.kafka", Level.WARN,
            "kafka", Level.WARN,
            "state.change.logger", Level.WARN,
            "io.netty", Level.WARN,
            "io.grpc", Level.WARN,
            "org.apache.flink", Level.WARN);

    private static final List<String> FORMATS = List.of("json", "text");
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    private Logs() {}

    /**
     * Logs to standard output from now on, whatever is wrong: that has to be logged too.
     *
     * @param variables where {@code LOG_FORMAT} and {@code LOG_LEVEL} are looked up, and where problems with them are left
     */
    public static void configure(Variables variables) {
        String format = variables.word("LOG_FORMAT", onTerminal() ? "text" : "json", FORMATS);
        String level = variables.word("LOG_LEVEL", "INFO", LEVELS);
        install(new ConsoleAppender<>(), format, level);
    }

    /** Whether standard output reaches a person. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where there is no terminal.
    public static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /**
     * Hands what libraries log by {@code java.util.logging}, as those of gRPC and Google do, to the logs of everything else. Without
     * it, their lines go to standard error in a form of their own. May be called again.
     *
     * @param context tells the libraries which levels are off, so that lines nobody wants are never made
     */
    public static void bridgeJavaLogging(LoggerContext context) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        LevelChangePropagator levels = new LevelChangePropagator();
        levels.setContext(context);
        levels.setResetJUL(true);
        levels.start();
        context.addListener(levels);
    }

    private static void install(OutputStreamAppender<ILoggingEvent> appender, String format, String level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        appender.setContext(context);
        appender.setEncoder(encoder(context, format));
        appender.start();
        root(context, appender, level);
        bridgeJavaLogging(context);
        QUIET.forEach((name, quiet) -> context.getLogger(name).setLevel(quiet));
    }

    private static void root(LoggerContext context, Appender<ILoggingEvent> appender, String level) {
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level));
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
