package telemetry

import (
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// The words for the values of enums in log lines, metrics and spans.

func codeWord(c pb.ErrorCode) string { return canon.EnumWord(c.String(), "ERROR_CODE_") }

func classWord(c pb.LossClass) string { return canon.EnumWord(c.String(), "LOSS_CLASS_") }

func actionWord(a pb.LossAction) string { return canon.EnumWord(a.String(), "LOSS_ACTION_") }

func legWord(l pb.LossLeg) string { return canon.EnumWord(l.String(), "LOSS_LEG_") }

// FinishWord is the word for why an answer ended.
func FinishWord(f pb.FinishReason) string { return canon.EnumWord(f.String(), "FINISH_REASON_") }
