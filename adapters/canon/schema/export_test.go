package schema

// LowerSlowly is Lower without the look beforehand.
var LowerSlowly = lower
