package gemini

import (
	"strconv"
	"strings"
	"time"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// readDetail takes out of one detail what an error has a field for.
func readDetail(e *pb.Error, d string) {
	str := func(object, name string) string {
		raw, _ := jsonx.Get(object, name)
		s, _ := jsonx.Unquote(raw)
		return s
	}
	switch str(d, "@type") {
	case typeErrorInfo:
		e.VendorCode = str(d, "reason")
		if code, ok := meaning(reasons, e.VendorCode); ok {
			e.Code = code
		}
	case typeRetryInfo:
		if wait, err := time.ParseDuration(str(d, "retryDelay")); err == nil && wait >= 0 {
			ms := int64((wait + time.Millisecond - 1) / time.Millisecond)
			e.RetryAfterMs = &ms
		}
	case typeQuotaFailure:
		violations, _ := jsonx.Get(d, "violations")
		for v := range jsonx.Elements(violations) {
			if strings.Contains(str(v, "quotaId"), "PerDay") {
				e.Code = pb.ErrorCode_ERROR_CODE_BILLING
			}
		}
	case typeBadRequest:
		violations, _ := jsonx.Get(d, "fieldViolations")
		for v := range jsonx.Elements(violations) {
			if e.Param == "" {
				e.Param = str(v, "field")
			}
		}
	}
}

// writeDetails writes what Google's clients look for in the details of an error.
func writeDetails(s object, e *pb.Error) {
	if e.RetryAfterMs == nil && e.Code != pb.ErrorCode_ERROR_CODE_BILLING && e.Param == "" {
		return
	}
	if !s.Array("details") {
		return
	}
	w := s.Writer()
	if e.Code == pb.ErrorCode_ERROR_CODE_BILLING {
		d := w.Object("")
		d.Str("@type", typeQuotaFailure)
		if d.Array("violations") {
			v := w.Object("")
			v.Str("quotaId", "RequestsPerDay")
			v.End()
			d.EndArray()
		}
		d.End()
	}
	if e.Param != "" {
		d := w.Object("")
		d.Str("@type", typeBadRequest)
		if d.Array("fieldViolations") {
			v := w.Object("")
			v.Str("field", e.Param)
			v.Str("description", e.Message)
			v.End()
			d.EndArray()
		}
		d.End()
	}
	if e.RetryAfterMs != nil {
		ms := min(max(*e.RetryAfterMs, 0), canon.MaxRetryAfter.Milliseconds())
		d := w.Object("")
		d.Str("@type", typeRetryInfo)
		d.Str("retryDelay", strconv.FormatFloat(float64(ms)/1000, 'f', -1, 64)+"s")
		d.End()
	}
	s.EndArray()
}
