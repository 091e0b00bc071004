package rpc_test

import (
	"io"
	"slices"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/gateway/stubtest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// detail finds the detail of a type in a status.
func detail[T any](st *status.Status) (found T) {
	for _, d := range st.Details() {
		if m, ok := d.(T); ok {
			return m
		}
	}
	return found
}

func statusOf(t testing.TB, err error) *status.Status {
	t.Helper()
	st, ok := status.FromError(err)
	if !ok || err == nil {
		t.Fatalf("no status: %v", err)
	}
	return st
}

// checkStatus checks code, reason and fields at fault of a status.
func checkStatus(t testing.TB, err error, code codes.Code, reason string, fields ...string) *status.Status {
	t.Helper()
	st := statusOf(t, err)
	info := detail[*errdetails.ErrorInfo](st)
	if st.Code() != code || info.GetReason() != reason || info.GetDomain() != "interlingua" {
		t.Errorf("status %s, reason %s, want %s, %s: %s", st.Code(), info.GetReason(), code, reason, st.Message())
	}
	if e := detail[*pb.Error](st); e == nil || e.Code.String() != "ERROR_CODE_"+reason {
		t.Errorf("the error itself is %v", e)
	}
	var got []string
	for _, v := range detail[*errdetails.BadRequest](st).GetFieldViolations() {
		got = append(got, v.Field)
	}
	if !slices.Equal(got, fields) {
		t.Errorf("fields %q, want %q", got, fields)
	}
	return st
}

// untilSilent gives the last value before nothing comes for a while, or the channel closes.
func untilSilent[T any](ch <-chan T) (last T) {
	for {
		select {
		case v, ok := <-ch:
			if !ok {
				return last
			}
			last = v
		case <-time.After(300 * time.Millisecond):
			return last
		}
	}
}

// logTo is a log of JSON lines.
func logTo(w io.Writer) *zap.Logger {
	encoder := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	return zap.New(zapcore.NewCore(encoder, zapcore.AddSync(w), zapcore.InfoLevel))
}

// answerWire is a dialect's whole answer in the stub's testdata.
func answerWire(dialect string) adapters.Wire {
	return adapters.Wire{Body: stubtest.File("answer." + dialect + ".json")}
}
