package dev.migrationgate.tests.simulation;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ApiExceptionFactory;
import com.google.api.gax.rpc.StatusCode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** All that is left to chance, from one seed; faults can be switched off, so that the world comes to rest. */
final class Chance {
    private static final List<StatusCode.Code> LOST =
            List.of(StatusCode.Code.UNAVAILABLE, StatusCode.Code.DEADLINE_EXCEEDED, StatusCode.Code.RESOURCE_EXHAUSTED);

    private final SplittableRandom random;
    private boolean faults = true;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    void noMoreFaults() {
        faults = false;
    }

    boolean faulty() {
        return faults;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** Of a thousand, and only while there are faults. */
    boolean fault(int perMille) {
        return faults && random.nextInt(1000) < perMille;
    }

    <T> T of(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    /** A call of Cloud Run, which may fail before its effect, or after it. */
    <T> T call(Supplier<T> effect) {
        if (fault(30)) {
            throw error(of(LOST));
        }
        if (fault(5)) {
            throw error(StatusCode.Code.PERMISSION_DENIED);
        }
        T answer = effect.get();
        Coroutine.point();
        if (fault(30)) {
            throw error(of(LOST));
        }
        return answer;
    }

    static ApiException error(StatusCode.Code code) {
        return ApiExceptionFactory.createException(new IllegalStateException("simulated"), new Status(code), false);
    }

    private record Status(StatusCode.Code code) implements StatusCode {
        @Override
        public Code getCode() {
            return code;
        }

        @Override
        public Object getTransportCode() {
            return code;
        }
    }
}
