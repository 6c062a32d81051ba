package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Service;
import com.google.longrunning.Operation;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.migrationgate.emulator.operation.Operations;

/** What a start does with the services that an earlier emulator left. */
record Resumption(ServiceStores stores, Rollouts rollouts, Addresses addresses, Operations operations) {

    /** Opens the addresses again, and goes on with what an emulator that was killed had begun. */
    void run() {
        stores.services().all().forEach(this::openAddresses);
        for (Operation operation : operations.unfinished()) {
            if (operation.getMetadata().is(Service.class)) {
                goOn(operation);
            }
        }
        rollouts.warmUp();
    }

    private void openAddresses(Service service) {
        String uri = addresses.ofService(service.getName(), service.getUri());
        stores.services()
                .update(
                        service.getName(),
                        before -> before.toBuilder()
                                .setUri(uri)
                                .clearUrls()
                                .addUrls(uri)
                                .build());
        service.getTrafficStatusesList().stream()
                .filter(target -> !target.getTag().isEmpty())
                .forEach(target -> addresses.ofTag(service.getName(), target.getTag(), target.getUri()));
    }

    private void goOn(Operation operation) {
        try {
            rollouts.begin(operation.getMetadata().unpack(Service.class), operation.getName());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("cannot read operation " + operation.getName(), e);
        }
    }
}
