package rpc

import (
	"errors"
	"slices"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/interlingua/interlingua/gateway/engine"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// reportedLosses bounds the losses, and the fields, that one status tells of: it travels in trailers.
const reportedLosses = 50

// details are what stands in the status of a failed call beside code and message.
func details(c *call, f *engine.Failure, reason *pb.Error) []protoadapt.MessageV1 {
	info := &errdetails.ErrorInfo{Reason: reasonOf(reason.Code), Domain: Domain, Metadata: map[string]string{}}
	for key, value := range map[string]string{
		"request_id": c.ID, "upstream": f.Upstream, "path": reason.Param, "vendor_type": reason.Type, "vendor_code": reason.VendorCode,
	} {
		if value != "" {
			info.Metadata[key] = value
		}
	}
	out := []protoadapt.MessageV1{protoadapt.MessageV1Of(info), protoadapt.MessageV1Of(reason)}
	if reason.RetryAfterMs != nil {
		wait := durationpb.New(time.Duration(*reason.RetryAfterMs) * time.Millisecond)
		out = append(out, protoadapt.MessageV1Of(&errdetails.RetryInfo{RetryDelay: wait}))
	}
	if bad := badRequest(c, f, reason); bad != nil {
		out = append(out, protoadapt.MessageV1Of(bad))
	}
	if len(f.Losses) > 0 && reason.Code == pb.ErrorCode_ERROR_CODE_UNSUPPORTED {
		out = append(out, protoadapt.MessageV1Of(lossReport(f.Losses)))
	}
	return out
}

// badRequest names the fields at fault, nil where none is: what an upstream found at fault is named in its own words only.
func badRequest(c *call, f *engine.Failure, reason *pb.Error) *errdetails.BadRequest {
	if v, ok := errors.AsType[violations](f.Cause); ok {
		return &errdetails.BadRequest{FieldViolations: v}
	}
	if f.Source != nil || !strings.HasPrefix(reason.Param, "/") {
		return nil
	}
	v := &errdetails.BadRequest_FieldViolation{Description: reason.Message, Reason: reasonOf(reason.Code)}
	if c.document {
		v.Field = c.root
	} else {
		v.Field = fieldPath(c.root, reason.Param)
		v.Description = strings.TrimPrefix(reason.Message, reason.Param+": ")
	}
	return &errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{v}}
}

// lossReport tells of losses, refused ones first.
func lossReport(losses []*pb.Loss) *pb.LossReport {
	sorted := slices.Clone(losses)
	slices.SortStableFunc(sorted, func(a, b *pb.Loss) int {
		switch {
		case a.Refuse == b.Refuse:
			return 0
		case a.Refuse:
			return -1
		}
		return 1
	})
	return &pb.LossReport{Losses: sorted[:min(len(sorted), reportedLosses)], Total: int32(len(losses))}
}

// fieldPath makes of a JSON Pointer in proto field names the path of a field as google.rpc.BadRequest spells it:
// messages[3].parts[1].text.
func fieldPath(root, pointer string) string {
	var b strings.Builder
	b.WriteString(root)
	for token := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if token != "" && strings.Trim(token, "0123456789") == "" {
			b.WriteString("[" + token + "]")
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(token)
	}
	return b.String()
}
