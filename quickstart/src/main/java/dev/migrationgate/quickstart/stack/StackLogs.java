package dev.migrationgate.quickstart.stack;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import dev.migrationgate.service.Logs;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Writes the log of each part into a file of its own, as JSON lines, and nothing to the screen. */
public final class StackLogs {
    /** Loggers to file names; what is under none of them goes to the last one. */
    private static final Map<String, String> FILES = Map.of(
            "dev.migrationgate.ingest", "manifest-ingest",
            "dev.migrationgate.runner", "migration-runner",
            "dev.migrationgate.deployer", "service-deployer",
            "dev.migrationgate.ledger", "deployment-ledger",
            "dev.migrationgate.emulator", "cloud-emulator",
            "org.apache.kafka", "kafka",
            "kafka", "kafka-broker");

    private static final String OTHERS = "quickstart";

    private StackLogs() {}

    /** Logs nothing from now on: a command that only talks to servers says itself what went wrong. */
    public static void off() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logs.bridgeJavaLogging(context);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    /** Logs into a folder from now on; adds to files that exist. */
    public static void into(Path folder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        Logs.bridgeJavaLogging(context);
        root.setLevel(Level.INFO);
        root.addAppender(appender(context, folder.resolve(OTHERS + ".log")));
        FILES.forEach((name, file) -> {
            Logger logger = context.getLogger(name);
            logger.setAdditive(false);
            logger.addAppender(appender(context, folder.resolve(file + ".log")));
        });
        // Kafka tells at INFO every setting of every client, which is most of all that is ever logged.
        context.getLogger("org.apache.kafka").setLevel(Level.WARN);
        context.getLogger("kafka").setLevel(Level.WARN);
        context.getLogger("state.change.logger").setLevel(Level.WARN);
    }

    private static FileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setContext(context);
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
