package io.github.djltracker.mlflow.call;

/** MLflow understood a request, and will never do it: one of its parts is not allowed. */
public final class MlflowRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    MlflowRefusal(String code, String message) {
        super(message);
        this.code = code;
    }

    /** As MLflow names it, {@code INVALID_PARAMETER_VALUE}, say. */
    public String code() {
        return code;
    }
}
