package dev.migrationgate.emulator.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what a container wrote into its folder. The engine keeps all of it, so each copy is made anew from the beginning, and ends as it would have
 * without the one before.
 */
record ContainerOutput(DockerClient docker, String name, Path folder) {
    private static final Logger LOGGER = LoggerFactory.getLogger(ContainerOutput.class);

    /** Returns when the container has ended. */
    void copy() throws IOException, InterruptedException {
        try (OutputStream stdout = Files.newOutputStream(folder.resolve("stdout"));
                OutputStream stderr = Files.newOutputStream(folder.resolve("stderr"));
                Copy copy = docker.logContainerCmd(name)
                        .withStdOut(true)
                        .withStdErr(true)
                        .withFollowStream(true)
                        .exec(new Copy(stdout, stderr, new CompletableFuture<>()))) {
            copy.complete().get();
        } catch (ExecutionException e) {
            throw new IOException("the output of " + name + " broke off", e.getCause());
        }
    }

    /** Unlike the client's own callback, leaves it to its caller to judge an error. */
    private record Copy(OutputStream stdout, OutputStream stderr, CompletableFuture<Void> complete)
            implements ResultCallback<Frame> {
        @Override
        public void onStart(Closeable stream) {
            var _ = complete.whenComplete((nothing, error) -> closeQuietly(stream));
        }

        @Override
        public void onNext(Frame frame) {
            try {
                (frame.getStreamType() == StreamType.STDERR ? stderr : stdout).write(frame.getPayload());
            } catch (IOException e) {
                complete.completeExceptionally(e); // a full disk, say
            }
        }

        @Override
        public void onError(Throwable error) {
            complete.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            complete.complete(null);
        }

        @Override
        public void close() {
            complete.cancel(false);
        }

        private static void closeQuietly(Closeable stream) {
            try {
                stream.close();
            } catch (IOException e) {
                LOGGER.atDebug().setCause(e).log("cannot close a container's output");
            }
        }
    }
}
