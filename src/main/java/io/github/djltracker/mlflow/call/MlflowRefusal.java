package io.github.djltracker.mlflow.call;

/** MLflow understood a request and permanently rejects it, because a part of it is not allowed. */
public final class MlflowRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    MlflowRefusal(String code, String message) {
        super(message);
        this.code = code;
    }

    /** MLflow's error code, for example {@code INVALID_PARAMETER_VALUE}. */
    public String code() {
        return code;
    }
}
