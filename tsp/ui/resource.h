/* Names of what is in dialogs.rc; for its compiler and ours. */
#ifndef OFFHOOK_TSP_UI_RESOURCE_H
#define OFFHOOK_TSP_UI_RESOURCE_H

#define IDD_CONFIG 100
#define IDD_HANDSETS 101
#define IDD_SETTINGS 102
#define IDD_PHONE 103

#define IDC_TABS 1000
#define IDC_FILE 1001
#define IDC_NOTE 1002
#define IDC_APPLY 1003

#define IDC_LIST_LABEL 1010
#define IDC_LIST 1011
#define IDC_ADDRESS_LABEL 1012
#define IDC_ADDRESS 1013
#define IDC_ADD 1014
#define IDC_STATUS_LABEL 1015
#define IDC_STATUS 1016
#define IDC_RING 1017
#define IDC_TRIAL 1018
#define IDC_MELODY_LABEL 1019
#define IDC_MELODY 1020
#define IDC_VOLUME_LABEL 1021
#define IDC_VOLUME 1022

#define IDC_TIMEOUTS 1030
/* The numbers in the order of number_field. */
#define IDC_NUMBER_FIRST 1031
#define IDC_LINK 1031
#define IDC_SETTING 1032
#define IDC_SLOW 1033
#define IDC_COMMIT 1034
#define IDC_WRITE 1035
#define IDC_OPEN 1036
#define IDC_RECONNECT 1037
#define IDC_FIRST_LOOK 1038
#define IDC_FORGET_AFTER 1039
#define IDC_FORGET_HINT 1040
#define IDC_LOG 1041
#define IDC_LEVEL 1042
#define IDC_LOG_FILE 1043
#define IDC_FORGET_LABEL 1044

#endif
