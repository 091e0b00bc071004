// Package telemetry is what the server says about itself: one log line a request, metrics, traces. Never content, never
// keys.
package telemetry

import (
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Request is what is said of one request.
type Request struct {
	// ID is the request's id; Key the name of the client's key.
	ID, Key string
	// Client is the client's dialect; Model the model that it asked for.
	Client, Model string
	// Upstream, its dialect and its own name of the model are who answered.
	Upstream, Dialect, UpstreamModel string
	// Streamed says that the answer was streamed, Raw that it passed untouched.
	Streamed, Raw bool
	// Status is the HTTP status that the client got.
	Status int
	// Duration is the whole time, FirstByte the time to the first byte of a stream.
	Duration, FirstByte time.Duration
	// Usage is what the upstream counted; nil where it did not.
	Usage *pb.Usage
	// Finished is why the candidates ended, as far as it was seen.
	Finished []string
	// Losses are what was not carried over exactly.
	Losses []*pb.Loss
	// Reason is why it failed; nil where it did not.
	Reason *pb.Error
}

// Log writes the line of a request.
func Log(log *zap.Logger, r Request) {
	level := zapcore.InfoLevel
	if r.Reason != nil && r.Reason.Code != pb.ErrorCode_ERROR_CODE_CANCELLED {
		level = zapcore.WarnLevel
	}
	ce := log.Check(level, "request")
	if ce == nil {
		return
	}
	fields := make([]zap.Field, 0, 20)
	fields = append(fields, zap.String("request_id", r.ID), zap.String("client", r.Client), zap.String("model", r.Model),
		zap.Int("status", r.Status), zap.Duration("duration", r.Duration), zap.Bool("stream", r.Streamed))
	if r.Key != "" {
		fields = append(fields, zap.String("key", r.Key))
	}
	if r.Upstream != "" {
		fields = append(fields, zap.String("upstream", r.Upstream), zap.String("upstream_model", r.UpstreamModel), zap.Bool("raw", r.Raw))
	}
	if r.FirstByte > 0 {
		fields = append(fields, zap.Duration("first_byte", r.FirstByte))
	}
	if r.Usage != nil {
		fields = append(fields, zap.Int64("input_tokens", r.Usage.GetInputTokens()), zap.Int64("output_tokens", r.Usage.GetOutputTokens()))
	}
	if len(r.Finished) > 0 {
		fields = append(fields, zap.Strings("finish", r.Finished))
	}
	if len(r.Losses) > 0 {
		fields = append(fields, zap.Int("losses", len(r.Losses)), zap.Array("loss", lossFields(r.Losses)))
	}
	if r.Reason != nil {
		// The vendor's words may quote the request: only the class is logged.
		fields = append(fields, zap.String("error", codeWord(r.Reason.Code)))
	}
	ce.Write(fields...)
}

// loggedLosses bounds how many losses one line tells of.
const loggedLosses = 20

type lossFields []*pb.Loss

// MarshalLogArray implements zapcore.ArrayMarshaler.
func (l lossFields) MarshalLogArray(enc zapcore.ArrayEncoder) error {
	for i, loss := range l {
		if i == loggedLosses {
			break
		}
		enc.AppendString(loss.Path + " " + classWord(loss.Class) + " " + actionWord(loss.Action))
	}
	return nil
}
