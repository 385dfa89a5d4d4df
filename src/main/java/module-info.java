/**
 * Experiment tracking for Deep Java Library.
 *
 * <p>Attach a listener to record a training:
 *
 * <pre>{@code
 * var config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).addEvaluator(new Accuracy());
 * TrackingListener.attach(config, "digits");
 * }</pre>
 *
 * <p>Log your own values during the training:
 *
 * <pre>{@code
 * TrackingListener listener = TrackingListener.builder(tracker.experiment("digits").models()).attach(config);
 * ...
 * listener.run(trainer).log("perplexity", 12.5, "validate");
 * }</pre>
 *
 * <p>Read the results:
 *
 * <pre>{@code
 * try (ExperimentTracker tracker = ExperimentTracker.open("runs.db")) {
 *     Model model = tracker.experiment("digits").models().list().get(0);
 *     Run best = model.bestRun("Accuracy", "validate", Goal.MAXIMIZE).orElseThrow();
 *     double[] accuracy = model.metrics()
 *             .curve(CurveQuery.of("Accuracy", "validate").runs(best.id()))
 *             .lines().get(0).values();
 * }
 * }</pre>
 *
 * <p>The exported packages are for programs: the entry point, the values and ports of {@code domain}, the listener, the
 * structure of networks, and copying between trackers. Everything else is only public for other packages of the project,
 * and may change at any time.
 */
module io.github.djltracker {
    exports io.github.djltracker;
    exports io.github.djltracker.destination;
    exports io.github.djltracker.domain;
    exports io.github.djltracker.domain.alert;
    exports io.github.djltracker.domain.error;
    exports io.github.djltracker.domain.find;
    exports io.github.djltracker.domain.query;
    exports io.github.djltracker.domain.run;
    exports io.github.djltracker.domain.value;
    exports io.github.djltracker.exchange;
    exports io.github.djltracker.listener;
    exports io.github.djltracker.structure;

    requires transitive ai.djl.api;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires java.management;
    requires java.net.http;
    requires java.sql;
    requires jdk.management;
    requires okhttp3;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    // PostgreSQL, the server and the command line: for those who add them
    requires static ch.qos.logback.classic;
    requires static com.zaxxer.hikari;
    requires static duckdb.jdbc;
    requires static info.picocli;
    requires static io.javalin;
    requires static io.prometheus.metrics.core;
    requires static io.prometheus.writer.text;
    requires static io.prometheus.metrics.model;
    requires static jakarta.servlet;
    requires static org.eclipse.jetty.ee10.servlet;
    requires static org.eclipse.jetty.http;
    requires static org.eclipse.jetty.io;
    requires static org.eclipse.jetty.server;
    requires static org.eclipse.jetty.util;
    requires static org.postgresql.jdbc;

    uses io.github.djltracker.destination.DestinationProvider;
    uses io.github.djltracker.exchange.SourceProvider;

    provides io.github.djltracker.destination.DestinationProvider with
            io.github.djltracker.mlflow.MlflowProvider,
            io.github.djltracker.tensorboard.TensorBoardProvider;
    provides io.github.djltracker.exchange.SourceProvider with
            io.github.djltracker.mlflow.MlflowProvider,
            io.github.djltracker.tensorboard.TensorBoardProvider;

    opens io.github.djltracker.cli to
            info.picocli;
    opens io.github.djltracker.cli.find to
            info.picocli;
    opens io.github.djltracker.cli.operation to
            info.picocli;
    opens io.github.djltracker.cli.query to
            info.picocli;
    opens io.github.djltracker.cli.terminal to
            info.picocli;
    opens io.github.djltracker.cli.transfer to
            info.picocli;
}
