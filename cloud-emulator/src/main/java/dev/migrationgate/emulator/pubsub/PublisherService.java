package dev.migrationgate.emulator.pubsub;

import com.google.protobuf.Empty;
import com.google.pubsub.v1.DeleteTopicRequest;
import com.google.pubsub.v1.GetTopicRequest;
import com.google.pubsub.v1.ListTopicsRequest;
import com.google.pubsub.v1.ListTopicsResponse;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublishResponse;
import com.google.pubsub.v1.PublisherGrpc.PublisherImplBase;
import com.google.pubsub.v1.Topic;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.call.Page;
import dev.migrationgate.emulator.call.ResourceName;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** {@code google.pubsub.v1.Publisher}. */
final class PublisherService extends PublisherImplBase {
    private static final String SERVICE = "google.pubsub.v1.Publisher/";

    private final PubSub pubSub;
    private final Calls calls;

    PublisherService(PubSub pubSub, Calls calls) {
        this.pubSub = pubSub;
        this.calls = calls;
    }

    @Override
    public void createTopic(Topic request, StreamObserver<Topic> answer) {
        calls.change(SERVICE + "CreateTopic", request.getName(), answer, () -> pubSub.create(request));
    }

    @Override
    public void getTopic(GetTopicRequest request, StreamObserver<Topic> answer) {
        calls.read(answer, () -> pubSub.topic(request.getTopic()));
    }

    @Override
    public void listTopics(ListTopicsRequest request, StreamObserver<ListTopicsResponse> answer) {
        calls.read(answer, () -> {
            ResourceName project = ResourceName.parse("project", request.getProject(), "projects");
            List<Topic> all = pubSub.topics().all().stream()
                    .filter(topic -> project.holds(topic.getName()))
                    .toList();
            Page<Topic> page = Page.of(all, request.getPageSize(), request.getPageToken(), Topic::getName);
            return ListTopicsResponse.newBuilder()
                    .addAllTopics(page.items())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public void publish(PublishRequest request, StreamObserver<PublishResponse> answer) {
        calls.change(
                SERVICE + "Publish",
                request.getTopic(),
                answer,
                () -> PublishResponse.newBuilder()
                        .addAllMessageIds(pubSub.publish(request.getTopic(), request.getMessagesList()))
                        .build());
    }

    @Override
    public void deleteTopic(DeleteTopicRequest request, StreamObserver<Empty> answer) {
        calls.change(SERVICE + "DeleteTopic", request.getTopic(), answer, () -> {
            pubSub.deleteTopic(request.getTopic());
            return Empty.getDefaultInstance();
        });
    }
}
