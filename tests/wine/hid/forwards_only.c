extern const int offhook_hid_forwards_only;
const int offhook_hid_forwards_only = 1;
